namespace SchemaSdk.Services;

/// <summary>The outcome of a status, result or cancel call.</summary>
internal enum ReadMeaning
{
    /// <summary>The answer tells about the job.</summary>
    Read,

    /// <summary>Asking again would change nothing.</summary>
    Refused,

    /// <summary>The answer tells nothing about the job: ask again.</summary>
    Failed,
}
