using System.Net;
using System.Text;

namespace SchemaSdk.Reliability.Tests.StateMachine.Durable;

/// <summary>The service as one process sees it. A request waits until it is answered, or forever once the process has ended.</summary>
internal sealed class DurableServer(DurableWorld world) : HttpMessageHandler
{
    // Jobs that are due at the same time may be polled on several threads.
    private readonly object _gate = new();

    public List<Pending> Waiting { get; } = [];

    public bool IsDead { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Continuations run synchronously, so that one answer is one step.
        var pending = new Pending(request, new TaskCompletionSource<HttpResponseMessage>());
        if (!IsDead)
        {
            // The service has read the request, so its content must count as sent.
            request.Content?.CopyTo(Stream.Null, context: null, CancellationToken.None);
            lock (_gate)
            {
                world.Take(pending);
                Waiting.Add(pending);
            }
        }

        using var stop = cancellationToken.Register(() => pending.Response.TrySetCanceled(cancellationToken));
        return await pending.Response.Task;
    }

    public static void Answer(Pending pending, int statusCode, string body) =>
        pending.Response.TrySetResult(new HttpResponseMessage((HttpStatusCode)statusCode)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            RequestMessage = pending.Request,
        });

    public static void Break(Pending pending) => pending.Response.TrySetException(
        new HttpRequestException(HttpRequestError.ResponseEnded, "Reset.", new IOException("Reset.")));

    internal sealed record Pending(HttpRequestMessage Request, TaskCompletionSource<HttpResponseMessage> Response)
    {
        private string[] Path { get; } = Request.RequestUri!.AbsolutePath.Split('/');

        public bool IsSubmit => Request.Method == HttpMethod.Post;

        public bool IsResult => Path[^1] == "result";

        /// <summary>The key of the job that the request concerns. The model is named after the key, and each id contains the key.</summary>
        public string Key => IsSubmit ? Path[^1] : Id.Split("-id-")[0];

        public string Id => Path[^2];
    }
}
