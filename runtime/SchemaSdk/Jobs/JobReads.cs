using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Reads the status or the result of one job. All callers wait if the service asks to delay reads of this job.</summary>
// limit: ends the retries. At least one read is made.
internal sealed class JobReads(JobCore job, JobDeadline limit) : StubbornReads(job.Line, limit)
{
    private readonly long _start = job.Line.Time.GetTimestamp();
    private readonly JobTrouble _trouble = new();
    private string _call = CallNames.Status;

    protected override ApiRequest RequestTo(Uri address) =>
        new(_call == CallNames.Result ? ServiceCall.Result : ServiceCall.Status, address) { Job = job.Account };

    // call: the telemetry name of the read.
    internal Task<ApiAnswer> ReadAsync(Uri address, string call, CancellationToken stop)
    {
        _call = call;
        return GetAsync(address, Usable, stop);
    }

    /// <summary>Reads the status, then the result if the status says that the job has ended.</summary>
    internal async Task<JobStatus> LookAsync(CancellationToken stop)
    {
        var (service, address) = (Line.Settings.Service, Line.Settings.BaseAddress);
        var answer = await ReadAsync(service.StatusAddress(address, job.Key), CallNames.Status, stop).ConfigureAwait(false);
        var (age, state) = (job.Age, JobCore.StateIn(answer, isResult: false));
        if (state is null)
        {
            answer = await ReadAsync(service.ResultAddress(address, job.Key), CallNames.Result, stop).ConfigureAwait(false);
            state = JobCore.StateIn(answer, isResult: true);
        }

        return job.Handle(answer, state!.Value, age);
    }

    protected override async ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop)
    {
        var held = await job.Shared.Asked.WaitAsync(job.RequestId, () => Limit.Remaining, stop).ConfigureAwait(false);
        _trouble.Held = held ?? _trouble.Held;
        return isFirst || Limit.Remaining > TimeSpan.Zero;
    }

    // The last read of a call is treated like a poll, so that it does not wait behind other calls.
    protected override ValueTask<RequestPlace> EnterAsync(CancellationToken stop) =>
        Limit.Timeout > TimeSpan.Zero ? Line.InFlight.EnterAsync(stop) : Line.InFlight.EnterPollAsync(stop);

    protected override RequestSpan? BeginAttempt()
    {
        var span = RequestSpan.Start(job.Telemetry, _call);
        job.Shared.Reads.SpendSpare();
        Line.Telemetry.Polled(job.ModelId, _call);
        return span;
    }

    protected override void Record(ApiAttempt attempt, long sentAt, ref long? refusedAt) =>
        job.Shared.Reads.Record(attempt, sentAt, ref refusedAt);

    protected override TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak) =>
        _trouble.AfterFailure(job, attempt, _call, streak, Limit.Remaining);

    protected override ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak) => job.Errors.Unavailable(
        last, Line.Time.GetElapsedTime(_start), streak.Refused, new Lateness(_trouble.Held, job.Shared.Reads.SlowedAfter(_start)));

    protected override ModelConfigurationException Token(ModelConfigurationException cause) => job.Errors.Token(cause);

    private ApiAnswer? Usable(ApiAnswer answer) =>
        job.MeaningOf(answer) switch
        {
            ReadMeaning.Read => answer,
            ReadMeaning.Refused => throw job.Errors.Refused(answer),
            _ => null,
        };
}
