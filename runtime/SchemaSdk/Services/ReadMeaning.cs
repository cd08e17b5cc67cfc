namespace SchemaSdk.Services;

/// <summary>The outcome of a status, result or cancel call.</summary>
internal enum ReadMeaning
{
    /// <summary>The answer has the requested data.</summary>
    Read,

    /// <summary>The call was refused, and a retry would not help.</summary>
    Refused,

    /// <summary>The answer does not have the requested data, so the call is retried.</summary>
    Failed,
}
