using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>The telemetry of one job. It exists only if somebody listened when the job began.</summary>
/// <param name="client">Of whose client.</param>
/// <param name="modelId">The model.</param>
/// <param name="requestId">The job; null if it is still to be submitted.</param>
/// <param name="key">Its key in the ledger; null if it has none.</param>
internal sealed class JobTelemetry(ClientTelemetry client, string modelId, string? requestId, string? key)
{
    private readonly object _gate = new();
    private readonly JobSpan _span = new(client, modelId, key);
    private readonly bool _isAttached = requestId is not null;
    private readonly long _start = client.Settings.Time.GetTimestamp();
    private string? _requestId = requestId;
    private JobCourse _course;
    private int _waits;
    private int _isMeasured;
    private CancellationTokenRegistration _left;

    internal string ModelId => modelId;

    internal string? RequestId => _requestId;

    internal ClientTelemetry Client => client;

    /// <summary>The parent of its requests; null if nobody listens to spans.</summary>
    internal Activity? Span => _span.Open;

    private TimeSpan Age => client.Settings.Time.GetElapsedTime(_start);

    /// <summary>It is being submitted.</summary>
    // disposed: cancelled when the client is disposed, which ends what is told of a job that nobody waits for.
    internal void Submit(CancellationToken disposed)
    {
        _course.Begin();
        _span.Start(requestId: null);
        if (_span.Open is not null)
        {
            // Aside: what listeners do at the end of a span must not hold up Dispose.
            _left = disposed.UnsafeRegister(
                static telemetry => ThreadPool.UnsafeQueueUserWorkItem(
                    static left => left.LeaveUnwaited(), (JobTelemetry)telemetry!, preferLocal: false),
                this);
        }
    }

    /// <summary>The service has accepted it.</summary>
    internal void Accepted(string id)
    {
        _requestId = id;
        _span.Accepted(id);
    }

    /// <summary>Nobody waits for it any more, or no job is known to exist.</summary>
    // error: what they were told; null: nothing.
    internal void Stop(Exception? error)
    {
        if (error is null)
        {
            Leave();
            return;
        }

        Stop(error.GetType(), (error as ModelApiException)?.StatusCode);
    }

    /// <summary>Somebody waits for it.</summary>
    internal void BeginWait()
    {
        lock (_gate)
        {
            if (_waits++ == 0 && _span.Open is null)
            {
                _span.Start(_requestId);
            }
        }
    }

    /// <summary>Somebody does not wait any longer.</summary>
    // error: what they were told in place of the end; null: nothing.
    internal void EndWait(Exception? error)
    {
        lock (_gate)
        {
            // None began where a submit was cancelled while it was accepted.
            if (_waits > 0 && --_waits > 0)
            {
                return;
            }
        }

        Stop(error);
    }

    /// <summary>It was seen, and has not ended.</summary>
    internal void Seen(JobState state)
    {
        TimeSpan? queued;
        lock (_gate)
        {
            queued = _course.Seen(state, Age, client.Settings.PollInterval);
        }

        if (queued is { } time && !_isAttached)
        {
            Record(Instruments.QueueDuration, time, client.TagsOf(modelId));
        }
    }

    /// <summary>It was seen to have ended.</summary>
    // error: the exception that tells it; null if it is not an error. finishedAt: when that was by the service's clock.
    internal void Ended(JobState state, Type? error, DateTimeOffset? finishedAt)
    {
        TimeSpan? delay;
        lock (_gate)
        {
            delay = _course.Ended(state, Age, client.Settings.Time.GetUtcNow() - finishedAt);
        }

        if (delay is { } time)
        {
            Record(Instruments.PollDelay, time, client.TagsOf(modelId));
        }

        Stop(error, statusCode: null);
    }

    private void Stop(Type? error, int? statusCode)
    {
        if (!_isAttached && Interlocked.Exchange(ref _isMeasured, 1) == 0)
        {
            var tags = client.OperationTagsOf(modelId);
            if (error is not null)
            {
                tags.Add(TagNames.ErrorType, error.FullName);
            }

            Record(Instruments.JobDuration, Age, tags);
        }

        _left.Unregister();
        _span.Stop(_course.State, error, statusCode);
    }

    // A submit in flight and every wait end with an exception of their own.
    private void LeaveUnwaited()
    {
        lock (_gate)
        {
            if (_waits > 0 || _requestId is null)
            {
                return;
            }
        }

        Leave();
    }

    // Before its end, which is not an error.
    private void Leave()
    {
        _left.Unregister();
        _span.Stop(_course.State, error: null, statusCode: null);
    }

    private static void Record(Histogram<double>? histogram, TimeSpan time, TagList tags) =>
        Quietly.Record(histogram, time.TotalSeconds, tags);
}
