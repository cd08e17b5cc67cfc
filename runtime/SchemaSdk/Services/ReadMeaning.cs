namespace SchemaSdk.Services;

/// <summary>The outcome of a status, result or cancel call.</summary>
internal enum ReadMeaning
{
    /// <summary>The answer says something about the job.</summary>
    Read,

    /// <summary>A retry would change nothing.</summary>
    Refused,

    /// <summary>The answer says nothing about the job: retry.</summary>
    Failed,
}
