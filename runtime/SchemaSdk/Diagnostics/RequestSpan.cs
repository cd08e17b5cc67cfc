using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Diagnostics;

/// <summary>
/// The span of one request for a job: a child of the job's span, so that both are sampled alike, and linked to it. It is current while
/// the request is made, so that the HTTP client's own span is its child.
/// </summary>
/// <remarks>Of one async method: what is current there is current for nobody else.</remarks>
internal sealed class RequestSpan : IDisposable
{
    // The other error of the HTTP client's own spans: there was no answer because nobody asked for it any more.
    private const string Canceled = "canceled";

    private readonly Activity? _before;
    private readonly Activity? _span;

    private RequestSpan(JobTelemetry job, Activity parent, string call)
    {
        _before = Activity.Current;
        try
        {
            var tags = job.Client.TagsOf(job.ModelId);
            if (job.RequestId is { } id)
            {
                tags.Add(TagNames.RequestId, id);
            }

            _span = Instruments.Spans?.StartActivity(
                CallNames.SpanOf(call), ActivityKind.Internal, parent.Context, tags, [new ActivityLink(parent.Context)]);
        }
        catch (Exception)
        {
            // A listener threw: see Quietly.
        }

        // A job that is not sampled has requests that are not.
        Quietly.MakeCurrent(_span ?? parent);
    }

    /// <summary>Begins one, where somebody listens to spans and listened when the job began.</summary>
    internal static RequestSpan? Start(JobTelemetry? job, string call) =>
        job?.Span is { } parent ? new RequestSpan(job, parent, call) : null;

    /// <summary>Takes up what came of the request.</summary>
    internal void Answered(ApiAttempt attempt)
    {
        if (_span is null)
        {
            return;
        }

        if (attempt.Answer is { } answer)
        {
            _span.SetTag(TagNames.StatusCode, answer.StatusCode);
            if (answer.StatusCode is < 200 or >= 300)
            {
                _span.SetTag(TagNames.ErrorType, answer.StatusCode.ToString(CultureInfo.InvariantCulture))
                    .SetStatus(ActivityStatusCode.Error);
            }
        }
        else
        {
            _span.SetTag(TagNames.ErrorType, TextOf(attempt.Failure)).SetStatus(ActivityStatusCode.Error);
        }
    }

    public void Dispose()
    {
        if (_span is { } span)
        {
            if (span.Status == ActivityStatusCode.Unset && span.GetTagItem(TagNames.StatusCode) is null)
            {
                span.SetTag(TagNames.ErrorType, Canceled).SetStatus(ActivityStatusCode.Error);
            }

            Quietly.Stop(span);
        }

        Quietly.MakeCurrent(_before);
    }

    private static string TextOf(AttemptFailure failure) => failure switch
    {
        AttemptFailure.NoToken => "no_token",
        AttemptFailure.NotConnected => "not_connected",
        AttemptFailure.TimedOut => "timed_out",
        AttemptFailure.Repeated or AttemptFailure.Unmarked => "repeated",
        _ => "broken",
    };
}
