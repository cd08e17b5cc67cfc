namespace SchemaSdk.Jobs.Observing;

/// <summary>Reports each job to the listeners of spans and metrics. Without listeners, a job has no telemetry.</summary>
internal sealed class JobMeasures(ServiceAccess access) : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        var job = told.Job;
        switch (told.Moment)
        {
            case JobMoment.Intending:
                job.Telemetry ??= access.Telemetry.BeginJob(job.ModelId, requestId: null, job.Ledger?.Key);
                job.Telemetry?.Submit(access.Stop.Disposed);
                break;
            case JobMoment.Postponed or JobMoment.HeldBack or JobMoment.ReadFailed or JobMoment.CancelFailed when told.Delay is not null:
                access.Telemetry.Retries(job.ModelId, told.Call ?? CallNames.Submit);
                break;
            case JobMoment.Accepted:
                job.Telemetry?.Accepted(job.RequestId);
                break;
            case JobMoment.Unknown:
                access.Telemetry.UnknownSubmit(job.ModelId);
                job.Telemetry?.Stop(told.Error);
                break;
            case JobMoment.Refused:
            case JobMoment.Left when !job.IsAwaited:
                job.Telemetry?.Stop(told.Error);
                break;
            case JobMoment.Awaited:
                job.Telemetry ??= job.IsAttached ? access.Telemetry.BeginJob(job.ModelId, job.RequestId, job.Ledger?.Key) : null;
                job.Telemetry?.BeginWait();
                break;
            case JobMoment.Seen:
                job.Telemetry?.Seen(told.Status!.State);
                break;
            case JobMoment.Ended:
                var (state, content) = (told.Status!.State, told.Answer!.Content!);
                var error = state == JobState.Failed ? typeof(ModelFailedException)
                    : state == JobState.Canceled ? typeof(ModelCanceledException) : null;
                job.Telemetry?.Ended(state, error, content.FinishedAt);
                access.Telemetry.Cost(job.ModelId, content.CostUsd);
                break;
        }
    }
}
