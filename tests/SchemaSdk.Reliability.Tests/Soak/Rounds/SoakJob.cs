using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>
/// One job of an application that acts on exceptions. The application submits again if no job was started, and waits again if the job is
/// still running.
/// </summary>
internal sealed class SoakJob(
    ModelEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput> model, TimeProvider time, int number, Course course)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private static readonly TimeSpan Impatience = TimeSpan.FromMinutes(10);

    private readonly long _start = time.GetTimestamp();
    private ModelJob<ReferenceToVideoOutput>? _job;
    private int _attempts;

    public Course Course => course;

    public bool HasFile { get; init; }

    public string Prompt => $"{number}.{_attempts} {course}";

    public string? RequestId => _job?.RequestId;

    public CancelOutcome? Cancel { get; private set; }

    public End End { get; private set; }

    public Exception? Error { get; private set; }

    /// <summary>The number of submits that failed and were repeated.</summary>
    public int Resubmits => _attempts - 1;

    public int Resumes { get; private set; }

    // Uses the time that is left, because a job's timeout starts again with each attach.
    private RunOptions Options
    {
        get
        {
            var left = (course == Course.NeverEnds ? Impatience : Patience) - time.GetElapsedTime(_start);
            return new RunOptions { JobTimeout = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1) };
        }
    }

    public async Task SubmitAsync()
    {
        try
        {
            while (_job is null)
            {
                _attempts++;
                try
                {
                    _job = await model.SubmitAsync(Input, Options);
                }
                catch (ModelException refused) when (refused is ModelApiException or ModelUnavailableException && refused.RequestId is null)
                {
                    // The job was not accepted, so the loop submits it again.
                }
            }

            Cancel = course == Course.IsCanceled ? await CancelAsync(_job) : null;
        }
        catch (ModelSubmissionUnknownException unknown)
        {
            (End, Error) = (End.Unknown, unknown);
        }
        catch (Exception unexpected)
        {
            (End, Error) = (End.Unexpected, unexpected);
        }
    }

    public async Task WaitAsync()
    {
        while (_job is not null && Error is null)
        {
            try
            {
                await _job.WaitAsync();
                End = End.Succeeded;
                return;
            }
            catch (ModelException broken) when (broken is ModelApiException or ModelUnavailableException && broken.RequestId is not null)
            {
                Resumes++;
                _job = model.Attach(broken.RequestId!, Options);
            }
            catch (Exception ended)
            {
                (End, Error) = (EndOf(ended), ended);
            }
        }
    }

    private ReferenceToVideoInput Input => HasFile
        ? new() { Prompt = Prompt, Images = [InputFiles.New(Prompt)] }
        : new() { Prompt = Prompt };

    private static End EndOf(Exception error) => error switch
    {
        ModelFailedException => End.Failed,
        ModelCanceledException => End.Canceled,
        ModelTimeoutException => End.TimedOut,
        _ => End.Unexpected,
    };

    private static async Task<CancelOutcome> CancelAsync(ModelJob<ReferenceToVideoOutput> job)
    {
        try
        {
            return await job.CancelAsync();
        }
        catch (ModelApiException)
        {
            return CancelOutcome.Unconfirmed;
        }
    }
}
