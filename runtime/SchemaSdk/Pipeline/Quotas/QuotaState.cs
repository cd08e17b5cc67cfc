namespace SchemaSdk.Pipeline.Quotas;

/// <summary>The state of an input in its queue.</summary>
internal enum QuotaState
{
    /// <summary>The input is not being sent, or its run has ended.</summary>
    Idle,

    /// <summary>The input is held back.</summary>
    Waiting,

    /// <summary>The input may be sent, and its answer has not arrived yet.</summary>
    Sending,

    /// <summary>The service has accepted the input.</summary>
    Running,
}
