using System.Diagnostics;

namespace SchemaSdk.Diagnostics;

/// <summary>The span of a job. It starts with the submit or a wait, and ends when the job or the last wait ends.</summary>
/// <remarks>The span is never <see cref="Activity.Current"/> of a caller, or of the workers that poll for all jobs.</remarks>
internal sealed class JobSpan(ClientTelemetry client, string modelId, string? key)
{
    private Activity? _open;

    /// <summary>The parent of the request spans; null if this span is not open, or nothing listens to spans.</summary>
    internal Activity? Open => Volatile.Read(ref _open);

    internal void Start(string? requestId)
    {
        if (Instruments.Spans is not { } spans || !spans.HasListeners())
        {
            return;
        }

        var caller = Activity.Current;
        try
        {
            var tags = client.OperationTagsOf(modelId);
            if (requestId is not null)
            {
                tags.Add(TagNames.RequestId, requestId);
            }

            if (key is not null)
            {
                tags.Add(TagNames.JobKey, key);
            }

            Volatile.Write(
                ref _open,
                spans.StartActivity(
                    $"{client.Settings.Service.Names.Operation} {modelId}", ActivityKind.Client, parentContext: default, tags));
        }
        catch (Exception)
        {
            // A listener threw: see Quietly.
        }
        finally
        {
            Quietly.MakeCurrent(caller);
        }
    }

    internal void Accepted(string requestId) => Open?.SetTag(TagNames.RequestId, requestId);

    /// <summary>Ends the span if it is open.</summary>
    // state: the last state that was seen. error: the type of the exception that a wait throws, or null.
    internal void Stop(JobState? state, Type? error, int? statusCode)
    {
        if (Interlocked.Exchange(ref _open, null) is not { } span)
        {
            return;
        }

        if (state is { } seen)
        {
            span.SetTag(TagNames.JobState, TextOf(seen));
        }

        if (error is not null)
        {
            span.SetTag(TagNames.ErrorType, error.FullName).SetStatus(ActivityStatusCode.Error);
        }

        if (statusCode is { } code)
        {
            span.SetTag(TagNames.StatusCode, code);
        }

        // Stopping a span restores the span that was current when it started. So the span that is current now is set again afterwards.
        var current = Activity.Current;
        Quietly.Stop(span);
        Quietly.MakeCurrent(current);
    }

    private static string TextOf(JobState state) => state switch
    {
        JobState.InQueue => "in_queue",
        JobState.InProgress => "in_progress",
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        JobState.Canceled => "canceled",
        _ => "unknown",
    };
}
