using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>What handlers of the application make of the answer to a submit that the guard has let out.</summary>
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
}
