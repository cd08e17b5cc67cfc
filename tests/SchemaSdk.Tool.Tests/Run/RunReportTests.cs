using System.Text.Json;
using SchemaSdk.Tool.Run;

namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunReportTests
{
    [Fact]
    public void A_result_without_an_output_is_reported_with_its_request_id()
    {
        var report = new RunReport(new RunSettings("acme/star", IsEmulated: true, null, null, null))
            .Succeeded(new ModelResult<JsonElement>(default, "acme/star", "r-1"), [], []);

        Assert.Equal("null", Assert.Single(report.Findings).Message);
        Assert.Equal("r-1", (string?)report.Facts!["requestId"]);
        Assert.Null(report.Facts["output"]);
    }
}
