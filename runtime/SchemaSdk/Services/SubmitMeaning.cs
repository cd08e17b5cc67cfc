namespace SchemaSdk.Services;

/// <summary>The outcome of a submit.</summary>
internal enum SubmitMeaning
{
    /// <summary>There is a job, and its id is known.</summary>
    Accepted,

    /// <summary>There is no job, and there will be none for this request.</summary>
    Refused,

    /// <summary>There is no job; the service asks for a later attempt.</summary>
    NotNow,

    /// <summary>There is no job: nothing was sent.</summary>
    NeverLeft,

    /// <summary>There may be a job.</summary>
    Unknown,
}
