namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>One job at the modelled service. The job is charged once.</summary>
internal sealed record ModelledJob(string Id, string ModelId, JobPhase Phase, int Position)
{
    public bool HasEnded => Phase is JobPhase.Succeeded or JobPhase.Failed or JobPhase.Canceled;

    /// <summary>The word that <c>/status</c> uses. It is the same for success and failure.</summary>
    public string StatusWord => Phase is JobPhase.Succeeded or JobPhase.Failed ? "completed" : ResultWord;

    /// <summary>The word that <c>/result</c> uses.</summary>
    public string ResultWord => Phase switch
    {
        JobPhase.Queued => "in_queue",
        JobPhase.Running => "in_progress",
        JobPhase.Odd => "hibernating",
        JobPhase.Succeeded => "succeeded",
        JobPhase.Failed => "failed",
        _ => "cancelled",
    };

    public string Output => $$"""{"made_by":"{{Id}}"}""";
}
