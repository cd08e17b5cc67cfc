namespace SchemaSdk.Tool.Night;

/// <summary>How far a nightly update has progressed.</summary>
internal enum NightOutcome
{
    /// <summary>No update was made.</summary>
    None,

    /// <summary>The update cannot be made in this checkout.</summary>
    Skipped,

    /// <summary>The schemas match the catalogue.</summary>
    Same,

    /// <summary>The schemas have changed and must be checked.</summary>
    Ready,

    /// <summary>The changes passed the check and can be pushed.</summary>
    Checked,
}
