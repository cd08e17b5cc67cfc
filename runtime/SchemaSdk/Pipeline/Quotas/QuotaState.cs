namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The state of an input in its line.</summary>
internal enum QuotaState
{
    /// <summary>It is not sent now, or has ended.</summary>
    Idle,

    /// <summary>It is held back.</summary>
    Waiting,

    /// <summary>It may be sent, and its answer is not known.</summary>
    Sending,

    /// <summary>The service has taken it.</summary>
    Running,
}
