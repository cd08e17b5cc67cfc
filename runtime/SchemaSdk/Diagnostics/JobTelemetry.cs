using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>The telemetry of one job. It exists only if something was listening when the job started.</summary>
/// <remarks>
/// The span starts with the submit or a wait, and ends with the job or the last wait. It is never <see cref="Activity.Current"/> for a
/// caller or for the threads that poll. A job's events arrive one at a time; only the client's disposal may coincide with an event.
/// </remarks>
internal sealed class JobTelemetry(ClientTelemetry client, string modelId, string? requestId, string? key)
{
    private readonly bool _isAttached = requestId is not null;
    private readonly long _start = client.Settings.Time.GetTimestamp();
    private string? _requestId = requestId;
    private JobCourse _course;
    private volatile bool _hasWaited;
    private bool _isMeasured;
    private Activity? _span;
    private CancellationTokenRegistration _left;

    internal TagList Tags => client.TagsOf(modelId, _requestId);

    /// <summary>The job's span, which is the parent of the spans of its requests; null while it is not open or has no listener.</summary>
    internal Activity? Span => Volatile.Read(ref _span);

    private TimeSpan Age => client.Settings.Time.GetElapsedTime(_start);

    internal void Submit(CancellationToken disposed)
    {
        StartSpan();
        if (Span is not null)
        {
            // Ends the span on another thread, so that Dispose does not wait for the listeners of the span.
            _left = disposed.UnsafeRegister(
                _ => ThreadPool.UnsafeQueueUserWorkItem(static left => left.LeaveUnwaited(), this, preferLocal: false), state: null);
        }
    }

    internal void Accepted(string id)
    {
        _requestId = id;
        _course.Begin(Age);
        Span?.SetTag(TagNames.RequestId, id);
    }

    /// <summary>Ends the telemetry once the last wait has ended, or once a submit has ended without an accepted job.</summary>
    internal void Stop(Exception? error)
    {
        if (error is not null)
        {
            Measure(error.GetType());
        }

        StopSpan(error?.GetType(), (error as ModelApiException)?.StatusCode);
    }

    internal void BeginWait()
    {
        _hasWaited = true;
        StartSpan();
    }

    internal void Seen(JobState state)
    {
        if (_course.Seen(state, Age, client.Settings.PollInterval) is { } time && !_isAttached)
        {
            Record(Instruments.QueueDuration, time, client.TagsOf(modelId));
        }
    }

    // error: the type of the exception that reports this end; null for a success.
    internal void Ended(JobState state, Type? error, DateTimeOffset? finishedAt)
    {
        if (_course.Ended(state, Age, client.Settings.Time.GetUtcNow() - finishedAt) is { } time)
        {
            Record(Instruments.PollDelay, time, client.TagsOf(modelId));
        }

        Measure(error);
        StopSpan(error);
    }

    // An attached job is not measured, because the client does not know when the job was submitted.
    private void Measure(Type? error)
    {
        if (!_isAttached && !_isMeasured)
        {
            _isMeasured = true;
            var tags = client.OperationTagsOf(modelId);
            if (error is not null)
            {
                tags.Add(TagNames.ErrorType, error.FullName);
            }

            Record(Instruments.JobDuration, Age, tags);
        }
    }

    // Ends the span of an accepted job for which no call has ever waited. The span of any other job ends with its submit or wait.
    private void LeaveUnwaited()
    {
        if (!_hasWaited && _requestId is not null)
        {
            StopSpan();
        }
    }

    private void StartSpan()
    {
        if (Span is not null || Instruments.Spans is not { } spans || !spans.HasListeners())
        {
            return;
        }

        var caller = Activity.Current;
        var tags = client.OperationTagsOf(modelId, _requestId);
        if (key is not null)
        {
            tags.Add(TagNames.JobKey, key);
        }

        var name = $"{client.Settings.Service.Names.Operation} {modelId}";
        Volatile.Write(ref _span, Quietly.Make(() => spans.StartActivity(name, ActivityKind.Client, parentContext: default, tags)));
        Quietly.MakeCurrent(caller);
    }

    private void StopSpan(Type? error = null, int? statusCode = null)
    {
        _left.Unregister();
        if (Interlocked.Exchange(ref _span, null) is not { } span)
        {
            return;
        }

        if (_course.State is { } seen)
        {
            span.SetTag(TagNames.JobState, Enum.IsDefined(seen) ? JsonNamingPolicy.SnakeCaseLower.ConvertName($"{seen}") : "unknown");
        }

        if (error is not null)
        {
            span.SetTag(TagNames.ErrorType, error.FullName).SetStatus(ActivityStatusCode.Error);
        }

        span.SetTag(TagNames.StatusCode, statusCode);

        // Stopping a span resets Activity.Current, so the current value is restored afterwards.
        var current = Activity.Current;
        Quietly.Stop(span);
        Quietly.MakeCurrent(current);
    }

    private static void Record(Histogram<double>? histogram, TimeSpan time, TagList tags) =>
        Quietly.Tell(tags => histogram?.Record(time.TotalSeconds, tags), tags);
}
