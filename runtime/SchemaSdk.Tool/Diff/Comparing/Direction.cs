namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>The way that a value goes: what is asked of one is promised of the other.</summary>
internal enum Direction
{
    /// <summary>From the caller to the service.</summary>
    Input,

    /// <summary>From the service to the caller.</summary>
    Output,
}
