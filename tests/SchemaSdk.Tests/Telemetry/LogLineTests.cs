using SchemaSdk.Diagnostics;

namespace SchemaSdk.Tests.Telemetry;

public class LogLineTests
{
    private const string Template = "Request {RequestId} took {Elapsed}, code {ErrorCode}";

    private readonly LogLine _line = new(Template, ["req-1", TimeSpan.FromSeconds(2), null], key: null);

    [Fact]
    public void The_text_is_the_template_with_its_values() => Assert.Equal("Request req-1 took 00:00:02, code none", _line.ToString());

    [Fact]
    public void Each_value_has_its_name_in_the_template_and_the_template_is_the_last_value() => Assert.Equal(
        [
            KeyValuePair.Create("RequestId", (object?)"req-1"),
            KeyValuePair.Create("Elapsed", (object?)TimeSpan.FromSeconds(2)),
            KeyValuePair.Create("ErrorCode", (object?)null),
            KeyValuePair.Create("{OriginalFormat}", (object?)Template),
        ],
        _line);

    [Fact]
    public void A_key_is_appended_to_the_text_and_the_values_but_not_to_the_template()
    {
        var line = new LogLine("Request {RequestId} ended", ["req-1"], key: "order-7");

        Assert.Equal("Request req-1 ended (key order-7)", line.ToString());
        Assert.Equal(
            [
                KeyValuePair.Create("RequestId", (object?)"req-1"),
                KeyValuePair.Create("Key", (object?)"order-7"),
                KeyValuePair.Create("{OriginalFormat}", (object?)"Request {RequestId} ended"),
            ],
            line);
    }
}
