namespace SchemaSdk.Integration.Tests.PostgreSql;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Host=db;Databse=app;Username=app;Password=s3cret", "keyword 'databse' is unknown to Npgsql.")]
    [InlineData("Host=db;Port=abc;Password=s3cret", "the value of 'port' is not valid.")]
    [InlineData("Host=db;Password=s3cret;t0ken=s3cret", "keyword number 3 is unknown to Npgsql, or is part of the password before it.")]
    [InlineData("Host=db;s3cret", "The connection string cannot be read. It has the form")]
    public void The_error_names_the_first_wrong_keyword(string text, string words)
    {
        var error = Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a; drop table x")]
    [InlineData("pg_jobs")]
    [InlineData("order")]
    public void An_invalid_schema_name_is_refused(string schema)
    {
        Assert.Throws<ArgumentException>(() => PostgreSqlJobLedger.ScriptOf(schema));
        Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger("Host=db", new() { Schema = schema }));
    }
}
