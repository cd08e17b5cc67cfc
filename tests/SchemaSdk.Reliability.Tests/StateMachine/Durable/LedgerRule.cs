namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A promise about durable jobs.</summary>
internal enum LedgerRule
{
    /// <summary>Before a byte of a job leaves, the store says that it is being sent.</summary>
    SendingIsDurable,

    /// <summary>A key is sent again only after a refusal.</summary>
    SentOnce,

    /// <summary>Before anybody has an id, the store has it.</summary>
    AcceptedIsDurable,

    /// <summary>Before anybody has a result, the store has it.</summary>
    EndIsDurable,

    /// <summary>A key has one input.</summary>
    OneInput,

    /// <summary>Every accepted id is known by its key, or the key is unknown; and unknown is only what may have been sent.</summary>
    IdsKept,

    /// <summary>At last, each job whose id is known gives its result.</summary>
    EndIsDelivered,
}
