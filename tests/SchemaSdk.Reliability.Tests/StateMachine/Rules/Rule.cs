namespace SchemaSdk.Reliability.Tests.StateMachine.Rules;

/// <summary>The rules that always hold.</summary>
internal enum Rule
{
    /// <summary>A submit is sent again only if the earlier attempt was never sent or was refused temporarily.</summary>
    PostedOnce,

    /// <summary>The caller knows the id of every charged job, or has been warned that a job may have been accepted.</summary>
    BillsKnown,

    /// <summary>Every error after a submit contains the model id and the request id.</summary>
    IdsKept,

    /// <summary>The reported end of a job is its real end.</summary>
    EndIsTrue,

    /// <summary>Every call ends before its deadline.</summary>
    EndsInTime,

    /// <summary>A call ends when its token is cancelled.</summary>
    StopIsObeyed,

    /// <summary>Disposing the client ends every call, but answers to submits in flight are awaited for up to five seconds.</summary>
    DisposeEndsAll,

    /// <summary><see cref="ModelClient.DisposeAsync"/> completes when every call has ended, and not before.</summary>
    DisposeWaits,

    /// <summary>No exception, status or log entry contains the token.</summary>
    TokenIsHidden,

    /// <summary>Every request belongs to an open call, and its job is not yet known to have ended.</summary>
    RequestsAreNeeded,

    /// <summary>A request is not repeated without a delay.</summary>
    NotAgainAtOnce,

    /// <summary>The client waits as long as the service asks.</summary>
    WaitsWhenAsked,

    /// <summary>A job that a caller waits for is polled on time even if the service asks for delays for other jobs.</summary>
    OthersGoOn,

    /// <summary>A call ends as documented for the answers that it received.</summary>
    OutcomeIsDocumented,

    /// <summary>A job that has ended reports the same end when asked again.</summary>
    EndIsKept,
}

/// <summary>The rule that a scenario broke.</summary>
internal sealed record Violation(Rule Rule, string What, DateTimeOffset At)
{
    public override string ToString() => $"{Rule} at {At:HH:mm:ss.fff}: {What}";
}
