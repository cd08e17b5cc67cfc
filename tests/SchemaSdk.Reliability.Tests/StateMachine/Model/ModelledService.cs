using System.Collections.Immutable;

namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The service as a pure state machine. Its state consists of the jobs that it has accepted and charged for.</summary>
internal sealed record ModelledService(ImmutableList<ModelledJob> Jobs)
{
    public static ModelledService New { get; } = new(ImmutableList<ModelledJob>.Empty);

    public ModelledJob? Find(string? id) => Jobs.Find(job => job.Id == id);

    public ModelledService Accept(string modelId) =>
        new(Jobs.Add(new ModelledJob($"req-{Jobs.Count + 1}", modelId, JobPhase.Queued, Jobs.Count(job => job.Phase == JobPhase.Queued))));

    /// <summary>
    /// Moves a job to another phase. A move to <c>Queued</c> only lowers the job's queue position. A job that has ended stays as it is.
    /// </summary>
    public ModelledService Move(string id, JobPhase phase) =>
        Find(id) is { HasEnded: false } job
            ? new(Jobs.Replace(job, phase == JobPhase.Queued ? Nearer(job) : job with { Phase = phase }))
            : this;

    /// <summary>Cancels a job if it is still in the queue.</summary>
    public ModelledService Cancel(string id) => Find(id) is { Phase: JobPhase.Queued } ? Move(id, JobPhase.Canceled) : this;

    private static ModelledJob Nearer(ModelledJob job) => job.Position > 0 ? job with { Position = job.Position - 1 } : job;
}
