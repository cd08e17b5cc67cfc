namespace SchemaSdk.Services;

/// <summary>The outcome of a submit.</summary>
internal enum SubmitMeaning
{
    /// <summary>The service started a job, whose request id is known.</summary>
    Accepted,

    /// <summary>The service started no job, and will start none for this request.</summary>
    Refused,

    /// <summary>The service started no job, and asks for a later attempt.</summary>
    NotNow,

    /// <summary>Nothing was sent, so no job exists.</summary>
    NeverLeft,

    /// <summary>The service may have started a job.</summary>
    Unknown,
}
