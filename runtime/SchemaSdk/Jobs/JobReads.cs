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
    private HeldBack? _held;
    private string _call = CallNames.Status;

    protected override ApiRequest RequestTo(Uri address) =>
        new(_call == CallNames.Result ? ServiceCall.Result : ServiceCall.Status, address) { Job = job.Account };

    /// <summary>Reads the status, then the result if the status says that the job has ended.</summary>
    internal async Task<JobStatus> LookAsync(CancellationToken stop)
    {
        var answer = await ReadAsync(isResult: false, stop).ConfigureAwait(false);
        var (age, state) = (job.Age, JobCore.StateIn(answer, isResult: false));
        if (state is null)
        {
            answer = await ReadAsync(isResult: true, stop).ConfigureAwait(false);
            state = JobCore.StateIn(answer, isResult: true);
        }

        return job.Handle(answer, state!.Value, age);
    }

    /// <summary>Reads whether the job is of the expected model, and what the service calls the job's model.</summary>
    // Each value is null if neither the status nor the result contains it.
    internal async Task<(bool? IsExpected, string? Named)> ModelAsync(CancellationToken stop)
    {
        var service = Line.Settings.Service;
        var body = (await ReadAsync(isResult: false, stop).ConfigureAwait(false)).Content!;
        if (service.IsJobOf(job.ModelId, body) is null && !service.StatusHasResult)
        {
            body = (await ReadAsync(isResult: true, stop).ConfigureAwait(false)).Content!;
        }

        return (service.IsJobOf(job.ModelId, body), body.ModelId);
    }

    private Task<ApiAnswer> ReadAsync(bool isResult, CancellationToken stop)
    {
        var (service, address) = (Line.Settings.Service, Line.Settings.BaseAddress);
        _call = isResult ? CallNames.Result : CallNames.Status;
        return GetAsync(isResult ? service.ResultAddress(address, job.Key) : service.StatusAddress(address, job.Key), Usable, stop);
    }

    protected override async ValueTask<bool> MayReadAsync(bool isFirst, CancellationToken stop)
    {
        while (job.AskedToWait(ref _held) is var asked && asked > TimeSpan.Zero
            && Limit.Remaining is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(JobPoll.Rounded(asked < left ? asked : left), Line.Time, stop).ConfigureAwait(false);
        }

        return isFirst || Limit.Remaining > TimeSpan.Zero;
    }

    // The last read of a call is treated like a poll, so that it does not wait behind other calls.
    protected override ValueTask<RequestPlace> EnterAsync(CancellationToken stop) =>
        Limit.Timeout > TimeSpan.Zero ? Line.InFlight.EnterAsync(stop) : Line.InFlight.EnterPollAsync(stop);

    protected override RequestSpan? BeginAttempt()
    {
        var span = RequestSpan.Start(job.Telemetry, _call);
        job.Shared.Reads.Spend(isSpare: true);
        Line.Telemetry.Polled(job.ModelId, _call);
        return span;
    }

    protected override void Record(ApiAttempt attempt, long sentAt) => job.Shared.Reads.Record(attempt, sentAt, job.RequestId);

    protected override TimeSpan? AfterFailure(ApiAttempt attempt, FailedStreak streak) =>
        job.AfterFailure(attempt, _call, streak, Limit.Remaining, ref _held);

    protected override ModelUnavailableException Unavailable(ApiAttempt last, FailedStreak streak) =>
        job.Errors.Unavailable(last, Line.Time.GetElapsedTime(_start), streak.Refused, job.WhyLate(_start, _held));

    protected override ModelConfigurationException Token(ModelConfigurationException cause) => job.Errors.Token(cause);

    private ApiAnswer? Usable(ApiAnswer answer) =>
        job.MeaningOf(answer) switch
        {
            ReadMeaning.Read => answer,
            ReadMeaning.Refused => throw job.Errors.Refused(answer),
            _ => null,
        };
}
