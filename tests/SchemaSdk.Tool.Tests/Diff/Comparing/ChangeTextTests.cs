namespace SchemaSdk.Tool.Tests.Diff.Comparing;

public sealed class ChangeTextTests : DiffOfOneModel
{
    [Theory]
    [InlineData(""","default":null""", ""","default":5""", "default changed from null to 5")]
    [InlineData(""","default":5""", ""","default":null""", "default changed from 5 to null")]
    [InlineData(""","nullable":true,"default":null""", ""","nullable":true,"default":5""", "default changed from null to 5")]
    [InlineData("", ""","default":null""", "default null was added")]
    [InlineData(""","default":null""", "", "default null was removed")]
    [InlineData(""","maximum":10""", ""","exclusiveMaximum":10""", "maximum 10 became exclusiveMaximum 10")]
    [InlineData(""","maximum":10,"exclusiveMaximum":true""", ""","maximum":10""", "exclusiveMaximum 10 became maximum 10")]
    [InlineData(""","minimum":1""", ""","exclusiveMinimum":1""", "minimum 1 became exclusiveMinimum 1")]
    [InlineData(""","minimum":1""", "", "minimum 1 was removed")]
    public async Task A_changed_default_or_limit_is_described(string old, string @new, string text)
    {
        await ExitAsync(isInput: true, Document($$"""{"type":"integer"{{old}}}"""), Document($$"""{"type":"integer"{{@new}}}"""));

        Assert.Contains($"KiteInput.M: {text}\n", Tool.Output, StringComparison.Ordinal);
    }
}
