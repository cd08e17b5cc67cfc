namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The state of an input in its line.</summary>
internal enum QuotaState
{
    /// <summary>It is not being sent, or has ended.</summary>
    Idle,

    /// <summary>It is held back.</summary>
    Waiting,

    /// <summary>It may be sent, and its answer is not known yet.</summary>
    Sending,

    /// <summary>The service has accepted it.</summary>
    Running,
}
