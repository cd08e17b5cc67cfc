namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>
/// Tests how an upload fails in a worker. A worker pauses all its jobs if the failure has an inner exception, so the failure must have one
/// only if the service is unreachable.
/// </summary>
public sealed class StoringForWorkersTests
{
    private static readonly RunOptions OfWorker = new() { IsOfWorker = true };

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_worker_learns_immediately_that_the_service_is_unreachable(string service)
    {
        var (error, asked) = await FailAsync(service, static _ => Unreachable);
        var (late, askedLate) = await FailAsync(service, static _ => null, timesOut: true);

        Assert.NotNull(error.InnerException);
        Assert.NotNull(late.InnerException);
        Assert.Equal((1, 1), (asked, askedLate));
    }

    [Fact]
    public async Task An_upload_that_breaks_is_retried_and_affects_only_its_own_job()
    {
        var (start, asked) = await FailAsync("fal", static _ => StorageServer.Loses);
        var (whole, askedForWhole) = await FailAsync("Replicate", static _ => StorageServer.Loses);
        var (put, askedToPut) = await FailAsync(
            "fal", static call => call.StartsWith("PUT", StringComparison.Ordinal) ? Unreachable : null);

        Assert.All([start, whole, put], static error => Assert.Null(error.InnerException));
        Assert.Contains("the connection broke (HttpRequestException)", whole.Message, StringComparison.Ordinal);
        Assert.All([asked, askedForWhole, askedToPut], static count => Assert.InRange(count, 5, 100));
    }

    private static HttpResponseMessage Unreachable() =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Nothing listens there.");

    private static async Task<(ModelUnavailableException Error, int Asked)> FailAsync(
        string service, Func<string, Func<HttpResponseMessage>?> fault, bool timesOut = false)
    {
        using var stage = new StorageStage(ModelService.Find(service));
        stage.Server.TimesOut = timesOut;
        stage.Server.Fault = (call, _) => fault(call);
        var submit = stage.Model.SubmitAsync([ModelFile.FromBytes(Media.Png(300_000))], OfWorker);
        return (await Soon.Throws<ModelUnavailableException>(submit), stage.Server.Asked.Count);
    }
}
