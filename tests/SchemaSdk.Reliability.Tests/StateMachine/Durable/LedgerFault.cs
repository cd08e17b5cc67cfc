namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>One bug for each promise of docs/guides/survive-a-restart.md.</summary>
internal enum LedgerFault
{
    None,

    /// <summary>The <c>Sending</c> entry of a job is recorded only together with the next entry.</summary>
    SendingNotDurable,

    /// <summary>The request id is reported before it is recorded.</summary>
    AcceptedToldBefore,

    /// <summary>A job that was being sent when the process ended is treated as never sent.</summary>
    SendingTakenForIntended,

    /// <summary>A job whose outcome is unknown is submitted again.</summary>
    UnknownSentAgain,

    /// <summary>The last entry was not flushed and is lost.</summary>
    LastLineLost,

    /// <summary>The end of a job is not recorded.</summary>
    EndedLost,

    /// <summary>A job that was never sent is treated as unknown.</summary>
    IntendedTakenForUnknown,

    /// <summary>A call with the key of a delivered job is refused, instead of returning the result again.</summary>
    DeliveredRefused,

    /// <summary>A different input for a known key is treated as the same input.</summary>
    OtherInputAccepted,
}
