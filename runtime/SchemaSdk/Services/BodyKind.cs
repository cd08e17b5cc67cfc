namespace SchemaSdk.Services;

/// <summary>What an answer's body contains, given the call that was made.</summary>
internal enum BodyKind
{
    /// <summary>The body is empty, HTML, truncated, or lacks the requested data.</summary>
    Other,

    /// <summary>The body has the requested data.</summary>
    Usable,

    /// <summary>The body says that the requested job failed.</summary>
    Failure,

    /// <summary>The body has an <c>error_code</c> instead: some of RunComfy's APIs send errors with HTTP 200.</summary>
    Error,
}
