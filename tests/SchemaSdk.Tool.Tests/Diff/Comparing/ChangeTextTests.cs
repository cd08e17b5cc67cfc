namespace SchemaSdk.Tool.Tests.Diff.Comparing;

public sealed class ChangeTextTests : DiffOfOneModel
{
    [Theory]
    [InlineData("""{"default":null}""", """{"default":5}""", "default changed from null to 5")]
    [InlineData("""{"default":5}""", """{"default":null}""", "default changed from 5 to null")]
    [InlineData("""{"nullable":true,"default":null}""", """{"nullable":true,"default":5}""", "default changed from null to 5")]
    [InlineData("{}", """{"default":null}""", "default null was added")]
    [InlineData("""{"default":null}""", "{}", "default null was removed")]
    public async Task A_default_of_null_is_a_default(string old, string @new, string text) =>
        Assert.Contains($"KiteInput.M: {text}\n", await ReportAsync(Integer(old), Integer(@new)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"maximum":10}""", """{"exclusiveMaximum":10}""", "maximum 10 became exclusiveMaximum 10")]
    [InlineData("""{"maximum":10,"exclusiveMaximum":true}""", """{"maximum":10}""", "exclusiveMaximum 10 became maximum 10")]
    [InlineData("""{"minimum":1}""", """{"exclusiveMinimum":1}""", "minimum 1 became exclusiveMinimum 1")]
    [InlineData("""{"minimum":1}""", "{}", "minimum 1 was removed")]
    public async Task A_limit_may_be_written_with_another_keyword(string old, string @new, string text) =>
        Assert.Contains($"KiteInput.M: {text}\n", await ReportAsync(Integer(old), Integer(@new)), StringComparison.Ordinal);

    private static string Integer(string schema) =>
        schema == "{}" ? """{"type":"integer"}""" : """{"type":"integer",""" + schema[1..];

    private async Task<string> ReportAsync(string old, string @new)
    {
        await ExitAsync(isInput: true, Document(old), Document(@new));
        return Tool.Output;
    }
}
