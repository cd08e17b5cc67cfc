using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

public class AttachTests
{
    [Fact]
    public async Task A_job_of_another_process_returns_its_typed_result()
    {
        using var stage = JobService.Ended(Steps.Succeeded);

        var job = stage.Still.Attach(Steps.Id);
        Assert.Empty(stage.Script.Requests);
        var result = await Soon.Async(job.WaitAsync());

        Assert.Equal((StillModel.Id, Steps.Id, 0), (result.ModelId, job.RequestId, stage.Script.Submit.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    [InlineData("a?b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void Text_that_could_change_the_address_is_not_a_request_id(string id)
    {
        using var stage = new Stage();

        Assert.Throws<ArgumentException>(() => stage.Still.Attach(id));
        Assert.Throws<ArgumentException>(() => stage.Client.Attach(StillModel.Id, id));
        Assert.Throws<ArgumentException>(() => stage.Still.Attach(new string('a', 129)));
        Assert.Throws<ArgumentNullException>(() => stage.Still.Attach((string)null!));
    }

    [Fact]
    public async Task The_error_for_an_unknown_request_id_says_what_to_check()
    {
        using var stage = JobService.Polled(Steps.Answer(404, """{"error_code":404001,"error_message":"ResourceNotFound"}"""));

        var error = await Soon.Throws<ModelApiException>(stage.Still.Attach(Steps.Id).WaitAsync());

        Assert.Equal(("404001", "ResourceNotFound"), (error.ErrorCode, error.Detail));
        Assert.Contains("expired", error.Message, StringComparison.Ordinal);
    }
}
