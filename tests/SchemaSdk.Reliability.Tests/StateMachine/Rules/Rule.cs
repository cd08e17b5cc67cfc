namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rules that always hold.</summary>
internal enum Rule
{
    /// <summary>A submit is posted again only where the earlier post never left or was refused for now.</summary>
    PostedOnce,

    /// <summary>The caller has the id of every bill, or was told to look for it.</summary>
    BillsKnown,

    /// <summary>Every error after a submit has model id and request id.</summary>
    IdsKept,

    /// <summary>The reported end of a job is the real one.</summary>
    EndIsTrue,

    /// <summary>Every call ends in its time.</summary>
    EndsInTime,

    /// <summary>A call whose token is cancelled ends.</summary>
    StopIsObeyed,

    /// <summary>
    /// Disposing of the client ends every call, except for submits that left: their answers are awaited for five seconds.
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

    /// <summary>The client waits as long as the service asks.</summary>
    WaitsWhenAsked,

    /// <summary>A job that is waited for is read in its time, whatever the service says of other jobs.</summary>
    OthersGoOn,

    /// <summary>A call ends as documented for what it was answered.</summary>
    OutcomeIsDocumented,

    /// <summary>Asked again, a job that ended says the same.</summary>
    EndIsKept,
}
