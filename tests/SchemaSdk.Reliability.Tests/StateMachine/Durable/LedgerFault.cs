namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>A bug for each promise of docs/guides/survive-a-restart.md.</summary>
internal enum LedgerFault
{
    None,

    /// <summary>The line that a job is being sent is recorded with the next one.</summary>
    SendingNotDurable,

    /// <summary>The entry with the request id is recorded after the id is reported.</summary>
    AcceptedToldBefore,

    /// <summary>A job that was being sent when the process ended is taken for one that was never sent.</summary>
    SendingTakenForIntended,

    /// <summary>A job whose outcome is unknown is submitted again.</summary>
    UnknownSentAgain,

    /// <summary>The last line was not flushed, and is lost.</summary>
    LastLineLost,

    /// <summary>The entry with the end of a job is not recorded.</summary>
    EndedLost,

    /// <summary>A job that was never sent is treated as unknown.</summary>
    IntendedTakenForUnknown,

    /// <summary>A job whose result was given once is refused, and its result not given again.</summary>
    DeliveredRefused,

    /// <summary>Another input under a known key is taken for the same one.</summary>
    OtherInputAccepted,
}
