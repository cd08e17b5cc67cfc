namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The direction in which a value is sent. A constraint is a requirement on an input but a promise about an output.</summary>
internal enum Direction
{
    /// <summary>From the caller to the service.</summary>
    Input,

    /// <summary>From the service to the caller.</summary>
    Output,
}
