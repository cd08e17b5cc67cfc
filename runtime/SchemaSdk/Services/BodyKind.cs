namespace SchemaSdk.Services;

/// <summary>The kind of an answer's body, for the call that it answers.</summary>
internal enum BodyKind
{
    /// <summary>Empty, HTML, truncated, or without what the call asked for.</summary>
    Other,

    /// <summary>It has what the call asked for.</summary>
    Usable,

    /// <summary>It names the requested job, and says that it failed.</summary>
    Failure,

    /// <summary>It has an <c>error_code</c> instead: some of RunComfy's APIs send errors as 200.</summary>
    Error,
}
