using System.Buffers;
using SchemaSdk.Buffers;
using SchemaSdk.Tests.Services;
using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Submitting;

/// <summary>
/// Tests that the client never reads a buffer that it has returned to the pool, because the buffer may by then contain another answer.
/// </summary>
public sealed class ReturnedBufferTests
{
    private const string Own = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Other = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    [Fact]
    public async Task The_request_id_in_another_answer_never_becomes_the_request_id_of_this_job()
    {
        var options = new ModelClientOptions { TimeProvider = new FakeTime { SkipsDelays = true } };
        using var client = new TestClient(new Crowded(), new HttpClient(new Acceptance()), options, ("OTHER_KEY", "key-0123456789"));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Own, Body(Own)), (error.RequestId ?? error.PossibleRequestId, error.Detail));
    }

    [Fact]
    public void A_returned_buffer_is_overwritten_in_every_test()
    {
        var (bytes, numbers) = (SharedBuffers.Rent<byte>(100), SharedBuffers.Rent<int>(100));

        SharedBuffers.Return(bytes);
        SharedBuffers.Return(numbers);

        Assert.All(bytes, static value => Assert.Equal(SharedBuffers.Poison, value));
        Assert.All(numbers, static value => Assert.Equal(unchecked((int)0xDBDBDBDB), value));
    }

    private static string Body(string id) => $$"""{"id":"{{id}}","state":"starting"}""";

    // The length of the answer is unknown until the whole answer has arrived.
    private sealed class Acceptance : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.ReadAsStringAsync(cancellationToken);
            var body = new ForwardStream(Encoding.UTF8.GetBytes(Body(Own)));
            return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StreamContent(body), RequestMessage = request };
        }
    }

    // Writes another answer into a buffer from the pool, as if that answer had arrived during the read.
    private sealed class Crowded : OtherProfile
    {
        public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(4 << 10);
            Encoding.UTF8.GetBytes(Body(Other), buffer);
            throw new FormatException("a mistake of the profile");
        }

        public override string? FindRequestId(ReadOnlySpan<byte> start) =>
            Encoding.UTF8.GetString(start).Split('"') is [_, "id", _, var id, ..] ? id : null;
    }
}
