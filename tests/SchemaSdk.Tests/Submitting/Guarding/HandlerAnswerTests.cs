using System.Net;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>Handlers of the application replace the answer to a submit that the guard has let out.</summary>
public class HandlerAnswerTests
{
    [Fact]
    public async Task Not_now_to_a_copy_that_a_handler_behind_the_guard_made_is_unknown()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Answer(502), Steps.NotNow(429), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(new CopyingHandler(stage.Script)), inner => inner);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("to a copy that a handler of the application made", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, stage.Script.Submit.Count); // which nobody can prevent; but no third
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_that_came_past_the_guard_is_not_lost_to_a_handler_that_throws(bool disposes)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new ThrowingHandler(inner, disposes));

        var error = await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal((disposes, 1), (error is ModelSubmissionUnknownException, stage.Script.Submit.Count));
        Assert.Equal(!disposes, error is null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_that_came_past_the_guard_is_not_lost_to_a_handler_that_answers_by_itself(bool disposes)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = Guarded.ClientOver(
            stage,
            new ModelSubmitGuard(stage.Script),
            inner => new AnsweringHandler(inner, HttpStatusCode.BadGateway) { Disposes = disposes });

        var error = await Record.ExceptionAsync(() => Soon.Async(client.Still.SubmitAsync("a cat")));

        Assert.Equal((disposes, 1), (error is ModelSubmissionUnknownException, stage.Script.Submit.Count));
        Assert.Equal(!disposes, error is null);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)] // else it would be sent again
    [InlineData(HttpStatusCode.BadRequest)] // else it would be said that nothing runs
    public async Task What_a_handler_answers_by_itself_after_a_submit_has_left_says_nothing_of_it(HttpStatusCode status)
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.FailsAfter(new IOException("Reset.")), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new AnsweringHandler(inner, status));

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Contains("from a handler of the application", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task Not_now_that_a_handler_says_before_it_sends_anything_is_not_now()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.Accepted);
        using var client = Guarded.ClientOver(
            stage, new ModelSubmitGuard(stage.Script), inner => new AnsweringHandler(inner, HttpStatusCode.TooManyRequests) { Early = 1 });

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task The_answer_of_the_service_in_a_response_of_the_handler_is_taken()
    {
        using var stage = new Stage();
        stage.Script.Submit.Does(Steps.NotNow(429), Steps.Accepted);
        using var client = Guarded.ClientOver(stage, new ModelSubmitGuard(stage.Script), inner => new WrappingHandler(inner));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(2, stage.Script.Submit.Count);
    }

    /// <summary>Throws once it has the answer, as one does whose log is full.</summary>
    private sealed class ThrowingHandler(HttpMessageHandler inner, bool disposes) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (disposes)
            {
                response.Dispose();
            }

            throw new IOException("The disk is full.");
        }
    }

    /// <summary>Gives an answer of its own in place of a failure or of the service's answer, as a fallback does.</summary>
    private sealed class AnsweringHandler(HttpMessageHandler inner, HttpStatusCode status) : DelegatingHandler(inner)
    {
        private int _calls;

        public bool Disposes { get; init; }

        /// <summary>
        /// The number of requests that it answers before they are sent; later ones are sent, and answered by the service.
        /// </summary>
        public int Early { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Early > 0)
            {
                return _calls++ < Early ? Own(request) : await base.SendAsync(request, cancellationToken);
            }

            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (Disposes)
                {
                    response.Dispose();
                }
            }
            catch (IOException)
            {
            }

            return Own(request);
        }

        private HttpResponseMessage Own(HttpRequestMessage request) => new(status) { RequestMessage = request };
    }

    /// <summary>Gives what the service answered in a response that it makes.</summary>
    private sealed class WrappingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var response = await base.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new HttpResponseMessage(response.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        }
    }
}
