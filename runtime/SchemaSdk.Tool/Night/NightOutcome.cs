namespace SchemaSdk.Tool.Night;

/// <summary>How far a nightly update has progressed.</summary>
internal enum NightOutcome
{
    /// <summary>The update step has not run.</summary>
    None,

    /// <summary>Nothing could be updated, for example because a token is missing, or because all changed models have errors.</summary>
    Skipped,

    /// <summary>The schemas match the catalogue, so nothing has changed.</summary>
    Same,

    /// <summary>The schemas have changed and must be checked.</summary>
    Ready,

    /// <summary>The changes passed the check and can be pushed.</summary>
    Checked,
}
