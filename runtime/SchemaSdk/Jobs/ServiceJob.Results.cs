using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Jobs;

internal sealed partial class ServiceJob<TOutput>
{
    private ModelResult<TOutput>? _result;

    private ModelResult<TOutput> Result(JobFollower follower, DownloadedFiles files)
    {
        var end = core.End!;
        Exception? error = end.Status.State switch
        {
            JobState.Failed => core.Errors.Failed(end.Answer),
            JobState.Canceled => core.Errors.Canceled(end.Answer),
            _ => null,
        };
        var result = error is null ? OutputOf(follower, end, files) : null;
        core.Tell(new JobEvent(JobMoment.Delivered, core) { Status = end.Status, Answer = end.Answer, Error = error });
        return result ?? throw error!;
    }

    // An output that cannot be parsed is not delivered. A result with missing files is not kept for later callers.
    private ModelResult<TOutput> OutputOf(JobFollower follower, JobEnd end, DownloadedFiles files)
    {
        try
        {
            return files.Error is not null
                ? ResultOf(end, files)
                : Volatile.Read(ref _result) ?? Interlocked.CompareExchange(ref _result, ResultOf(end, files), null) ?? _result!;
        }
        catch (ModelException unread)
        {
            follower.End();
            core.Tell(new JobEvent(JobMoment.Left, core) { Status = end.Status, Answer = end.Answer, Error = unread });
            throw;
        }
    }

    private ModelResult<TOutput> ResultOf(JobEnd end, DownloadedFiles files)
    {
        var content = end.Answer.Content!;
        if (content.Output.IsEmpty)
        {
            throw core.Errors.NoOutput(end.Answer, cause: null);
        }

        try
        {
            return new ModelResult<TOutput>(read(content.Output), ModelId, RequestId, end.Answer.Body)
            {
                Key = core.Ledger?.Key,
                CreatedAt = content.CreatedAt,
                FinishedAt = content.FinishedAt,
                CostUsd = content.CostUsd,
                ResponseHeaders = end.Answer.Headers,
                DownloadError = files.Error,
                DownloadedFiles = files.Paths,
            };
        }
        catch (Exception exception)
        {
            throw core.Errors.NoOutput(end.Answer, exception);
        }
    }
}
