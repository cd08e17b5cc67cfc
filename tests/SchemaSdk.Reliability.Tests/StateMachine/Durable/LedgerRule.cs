namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A promise about durable jobs.</summary>
internal enum LedgerRule
{
    /// <summary>Before a byte of a submit is sent, the store records that the job is being sent.</summary>
    SendingIsDurable,

    /// <summary>A key is submitted again only after a refusal.</summary>
    SentOnce,

    /// <summary>The store has recorded a request id before a caller gets it.</summary>
    AcceptedIsDurable,

    /// <summary>The store has recorded a result before a caller gets it.</summary>
    EndIsDurable,

    /// <summary>A key has one input.</summary>
    OneInput,

    /// <summary>
    /// Every accepted job's request id can be found by key, unless the job is unknown. Only a job that may have been sent can be unknown.
    /// </summary>
    IdsKept,

    /// <summary>In the end, each job whose request id is known delivers its result.</summary>
    EndIsDelivered,
}
