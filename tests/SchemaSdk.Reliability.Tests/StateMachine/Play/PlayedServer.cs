using System.Net;
using System.Text;
using SchemaSdk.Reliability.Tests.StateMachine.Model;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>Acts as the modelled service without sockets. Every request waits until the scenario answers it.</summary>
/// <param name="time">The clock of the scenario.</param>
/// <param name="token">The token that a faulty answer repeats.</param>
/// <param name="isDeaf">True if requests ignore cancellation, as they do with some application handlers.</param>
/// <param name="started">Called for each request before it is stored. Calls do not overlap.</param>
internal sealed class PlayedServer(FakeTime time, string token, bool isDeaf, Action<PlayedRequest> started) : HttpMessageHandler
{
    // Jobs that are due at the same time may be polled on several threads.
    private readonly object _gate = new();
    private readonly List<PlayedRequest> _requests = [];

    public ModelledService Service { get; set; } = ModelledService.New;

    /// <summary>All requests in order. Read them only while nothing is running.</summary>
    public IReadOnlyList<PlayedRequest> Requests => _requests;

    public PlayedRequest[] Pending => [.. _requests.Where(static request => request.IsPending)];

    /// <summary>Reads a request and leaves it pending.</summary>
    /// <param name="request">The request.</param>
    /// <param name="accepts">True if a submit is accepted and charged at this point.</param>
    public void Take(PlayedRequest request, bool accepts)
    {
        if (TryRead(request) && accepts && request is { Kind: RequestKind.Submit, Bill: null })
        {
            Bill(request);
        }
    }

    public void Answer(PlayedRequest request, AnswerKind answer)
    {
        // Some answers are impossible: a submit that was charged cannot be refused, and a request that was read must have been sent.
        var meaning = Meanings.Of(answer, request.Kind);
        answer = request.Bill is not null && meaning is Meaning.Refused or Meaning.NotNow or Meaning.NeverLeft ? AnswerKind.ResetAfterDone
            : request.IsTaken && answer == AnswerKind.NoConnection ? AnswerKind.ResetUndone
            : answer;
        if (answer != AnswerKind.NoConnection && !TryRead(request))
        {
            return;
        }

        var wasQueued = Service.Find(request.JobId) is { Phase: JobPhase.Queued };
        if (IsDone(answer))
        {
            Do(request);
        }

        var job = Service.Find(request.Bill ?? request.JobId);
        var reply = Replies.Of(answer, request.Kind, job, wasQueued, token);
        meaning = reply.StatusCode == 404 ? Meaning.Refused : Meanings.Of(answer, request.Kind, job);
        request.Answered(answer, meaning, time.GetUtcNow());
        Send(request, reply);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var request = new PlayedRequest(message, time.GetUtcNow(), cancellationToken);
        lock (_gate)
        {
            started(request);
            _requests.Add(request);
        }

        using var stop = isDeaf ? default : cancellationToken.Register(() => request.Abandon(time.GetUtcNow(), cancellationToken));
        return await request.Response;
    }

    private static bool IsDone(AnswerKind answer) => answer is not (AnswerKind.ResetUndone or AnswerKind.ErrorAs200)
        && Meanings.Of(answer, RequestKind.Submit) is Meaning.Good or Meaning.Doubtful;

    private static HttpContent ContentOf(Reply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Body);
        return reply.Break is Break.InBody or Break.Hangs
            ? new StreamContent(new BrokenStream(body[..(body.Length / 2)], hangs: reply.Break == Break.Hangs))
            : new ByteArrayContent(body);
    }

    private bool TryRead(PlayedRequest request)
    {
        if (request.IsTaken)
        {
            return true;
        }

        try
        {
            request.Message.Content?.CopyTo(Stream.Null, context: null, CancellationToken.None);
        }
        catch (OperationCanceledException exception)
        {
            // The client cancelled the request before its first byte was sent.
            request.Answered(AnswerKind.NoConnection, Meaning.NeverLeft, time.GetUtcNow());
            request.Break(exception);
            return false;
        }

        return request.IsTaken = true;
    }

    private void Do(PlayedRequest request)
    {
        if (request.Kind == RequestKind.Submit && request.Bill is null)
        {
            Bill(request);
        }
        else if (request.Kind == RequestKind.Cancel)
        {
            Service = Service.Cancel(request.JobId!);
        }
    }

    private void Bill(PlayedRequest request)
    {
        Service = Service.Accept(request.ModelId!);
        request.Bill = Service.Jobs[^1].Id;
    }

    private void Send(PlayedRequest request, Reply reply)
    {
        switch (reply.Break)
        {
            case Break.BeforeRequest:
                request.Break(new HttpRequestException(HttpRequestError.ConnectionError, "No connection."));
                return;
            case Break.AfterRequest:
                request.Break(new HttpRequestException(HttpRequestError.ResponseEnded, "Reset.", new IOException("Reset.")));
                return;
        }

        var response = new HttpResponseMessage((HttpStatusCode)reply.StatusCode)
        {
            Content = ContentOf(reply),
            RequestMessage = request.Message,
        };
        response.Headers.TryAddWithoutValidation("X-Trace", $"trace for {token}");
        if (reply.RetryAfter is { } wait)
        {
            response.Headers.TryAddWithoutValidation(
                "Retry-After", ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        request.Give(response);
    }
}
