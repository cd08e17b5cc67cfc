namespace SchemaSdk.StateMachine.Tests.Rules;

/// <summary>What holds whatever happens.</summary>
internal enum Rule
{
    /// <summary>A submit is posted again only where the earlier post never left or was refused for now.</summary>
    PostedOnce,

    /// <summary>Every bill is one that the caller has the id of, or was told to look for.</summary>
    BillsKnown,

    /// <summary>Every error after a submit has model id and request id.</summary>
    IdsKept,

    /// <summary>What is told of the end of a job is how it ended.</summary>
    EndIsTrue,

    /// <summary>Every call ends in its time.</summary>
    EndsInTime,

    /// <summary>A call whose token is cancelled ends.</summary>
    StopIsObeyed,

    /// <summary>
    /// When the client is disposed, every call has ended, but for submits that left: their answers are awaited for five seconds.
    /// </summary>
    DisposeEndsAll,

    /// <summary><see cref="ModelClient.DisposeAsync"/> is over when every call has ended, and not before.</summary>
    DisposeWaits,

    /// <summary>The token stands in no exception, no status and no log.</summary>
    TokenIsHidden,

    /// <summary>Every request is made for a call that is open and does not know its end yet.</summary>
    RequestsAreNeeded,

    /// <summary>A request is not made again at once.</summary>
    NotAgainAtOnce,

    /// <summary>What the service asks to wait is waited.</summary>
    WaitsWhenAsked,

    /// <summary>A job that is waited for is read in its time, whatever the service says of other jobs.</summary>
    OthersGoOn,

    /// <summary>A call ends as documented for what it was answered.</summary>
    OutcomeIsDocumented,

    /// <summary>Asked again, a job that ended says the same.</summary>
    EndIsKept,
}
