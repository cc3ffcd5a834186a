"""What a build costs, measured beside other generators."""
