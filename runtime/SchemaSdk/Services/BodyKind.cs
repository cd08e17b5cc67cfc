namespace SchemaSdk.Services;

/// <summary>What an answer's body contains, given the call that was made.</summary>
internal enum BodyKind
{
    /// <summary>The body is empty, HTML, truncated, or lacks the requested data.</summary>
    Other,

    /// <summary>The body has the requested data.</summary>
    Usable,

    /// <summary>The body says that this job failed, or how a cancel ended, whatever the HTTP status is.</summary>
    Definite,

    /// <summary>The body has an error code instead of the requested data. Some of RunComfy's APIs send errors with HTTP 200.</summary>
    Error,
}
