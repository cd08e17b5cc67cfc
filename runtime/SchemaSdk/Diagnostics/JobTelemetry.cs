using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>The telemetry of one job. It exists only if something listened when the job started.</summary>
// requestId: null if the job is still to be submitted.
internal sealed class JobTelemetry(ClientTelemetry client, string modelId, string? requestId, string? key)
{
    private readonly object _gate = new();
    private readonly JobSpan _span = new(client, modelId, key);
    private readonly bool _isAttached = requestId is not null;
    private readonly long _start = client.Settings.Time.GetTimestamp();
    private string? _requestId = requestId;
    private JobCourse _course;
    private int _waits;
    private bool _hasWaited;
    private int _isMeasured;
    private CancellationTokenRegistration _left;

    internal string ModelId => modelId;

    internal string? RequestId => _requestId;

    internal ClientTelemetry Client => client;

    /// <summary>The parent of the request spans; null if nothing listens to spans.</summary>
    internal Activity? Span => _span.Open;

    private TimeSpan Age => client.Settings.Time.GetElapsedTime(_start);

    // disposed: cancelled when the client is disposed, which ends the telemetry of a job without waiters.
    internal void Submit(CancellationToken disposed)
    {
        _course.Begin();
        _span.Start(requestId: null);
        if (_span.Open is not null)
        {
            // Runs on another thread, because a listener that is called when a span ends must not delay Dispose.
            _left = disposed.UnsafeRegister(
                static telemetry => ThreadPool.UnsafeQueueUserWorkItem(
                    static left => left.LeaveUnwaited(), (JobTelemetry)telemetry!, preferLocal: false),
                this);
        }
    }

    internal void Accepted(string id)
    {
        _requestId = id;
        _span.Accepted(id);
    }

    /// <summary>Ends the telemetry, because no call waits for the job, or no job is known to exist.</summary>
    // error: the exception that the caller gets, or null.
    internal void Stop(Exception? error)
    {
        if (error is null)
        {
            Leave();
        }
        else
        {
            Stop(error.GetType(), (error as ModelApiException)?.StatusCode);
        }
    }

    internal void BeginWait()
    {
        lock (_gate)
        {
            _hasWaited = true;
            if (_waits++ == 0 && _span.Open is null)
            {
                _span.Start(_requestId);
            }
        }
    }

    // error: the exception that the waiter gets instead of the result, or null.
    internal void EndWait(Exception? error)
    {
        lock (_gate)
        {
            // No wait has started if the submit was cancelled while the service was accepting it.
            if (_waits > 0 && --_waits > 0)
            {
                return;
            }
        }

        Stop(error);
    }

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

    // error: the type of the exception for that state; null if the state is not an error. finishedAt: when the job ended by the service's
    // clock.
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

    // Does nothing if a wait has begun or a submit is in flight: each of those ends the telemetry with its own exception. A wait that is
    // ending counts too, because it may not have reported its exception yet.
    private void LeaveUnwaited()
    {
        lock (_gate)
        {
            if (_hasWaited || _requestId is null)
            {
                return;
            }
        }

        Leave();
    }

    // Ends the span before the job has ended, which is not an error.
    private void Leave()
    {
        _left.Unregister();
        _span.Stop(_course.State, error: null, statusCode: null);
    }

    private static void Record(Histogram<double>? histogram, TimeSpan time, TagList tags) =>
        Quietly.Tell(tags => histogram?.Record(time.TotalSeconds, tags), tags);
}

/// <summary>The ages at which a job was seen in its states, counted from its submit.</summary>
/// <remarks>Not thread-safe.</remarks>
internal struct JobCourse
{
    private TimeSpan? _queued;
    private TimeSpan? _seen;
    private bool _hasRun;

    /// <summary>The last state that was seen; null before the first.</summary>
    internal JobState? State { get; private set; }

    /// <summary>Records the submit. At that time, the job cannot have ended.</summary>
    internal void Begin() => _queued = _seen = TimeSpan.Zero;

    /// <summary>Records a state of a job that has not ended.</summary>
    /// <returns>How long the job was queued, if that is known accurately enough to be reported.</returns>
    // interval: the required accuracy.
    internal TimeSpan? Seen(JobState state, TimeSpan age, TimeSpan interval)
    {
        State = state;
        _seen = age;
        if (state == JobState.InQueue)
        {
            _queued = age;
        }

        if (state != JobState.InProgress || _hasRun)
        {
            return null;
        }

        // The job left the queue at some time between its ages at two polls; their midpoint is right on average.
        _hasRun = true;
        var half = (age - _queued) / 2;
        var middle = _queued + half;
        return half <= interval || half <= middle / 4 ? middle : null;
    }

    /// <returns>
    /// The time since the job ended; null if it is not known, or if the clocks of the client and the service contradict each other.
    /// </returns>
    // sinceFinished: the time from the end by the service's clock to now by the client's clock.
    internal TimeSpan? Ended(JobState state, TimeSpan age, TimeSpan? sinceFinished)
    {
        State = state;
        var most = age - _seen;
        var slack = TimeSpan.FromSeconds(1);
        return sinceFinished is not { } delay || most is not { } longest || delay < -slack || delay > longest + slack ? null
            : delay < TimeSpan.Zero ? TimeSpan.Zero
            : delay > longest ? longest
            : delay;
    }
}
