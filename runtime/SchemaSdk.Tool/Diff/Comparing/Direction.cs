namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The direction of a value. What an input requires, an output promises.</summary>
internal enum Direction
{
    /// <summary>From the caller to the service.</summary>
    Input,

    /// <summary>From the service to the caller.</summary>
    Output,
}
