namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Connection strings that are wrong: the words name what is, and never the password.</summary>
public sealed class ConnectionStringTests
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("Host=db;Databse=app;Username=app;Password=s3cret", "keyword 'databse' is unknown to Npgsql.")]
    [InlineData("Host=db;Port=abc;Password=s3cret", "the value of 'port' is not valid.")]
    [InlineData("Host=db;Password=s3cret;t0ken=s3cret", "keyword number 3 is unknown to Npgsql, or is part of the password before it.")]
    [InlineData("Host=db;s3cret", "The connection string cannot be read. It has the form")]
    public void The_first_keyword_that_is_wrong_is_named(string text, string words)
    {
        var error = Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", error.ToString(), StringComparison.Ordinal);
    }
}
