namespace SchemaSdk.Integration.Tests.PostgreSql;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Host=db;Databse=app;Username=app;Password=s3cret", "Npgsql does not know keyword 'databse'.")]
    [InlineData("Host=db;Port=abc;Password=s3cret", "the value of keyword 'port' is not valid.")]
    [InlineData("Host=db;Password=s3cret;t0ken=s3cret", "Npgsql does not know keyword number 3, which may be a part of the password.")]
    [InlineData("Host=db;s3cret", "The connection string cannot be read. Use the form Host=")]
    [InlineData("postgresql://app:s3cret@db/app?sslmode=require", "cannot be read: it is a URI, which Npgsql does not support.")]
    [InlineData(" Postgres://app:s3cret=@db/app", "cannot be read: it is a URI, which Npgsql does not support.")]
    [InlineData("postgresql://app:s3cret@db/app", "cannot be read: it is a URI, which Npgsql does not support.")]
    [InlineData("jdbc:postgresql://app:s3cret@db/app?ssl=true", "cannot be read: it is a URI, which Npgsql does not support.")]
    [InlineData("Hst=db;Password=s3cret://", "Npgsql does not know keyword 'hst'.")]
    public void The_error_says_what_is_wrong_without_the_password(string text, string words)
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
    public void An_invalid_schema_name_is_refused(string schema)
    {
        Assert.Throws<ArgumentException>(() => PostgreSqlJobLedger.ScriptOf(schema));
        Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger("Host=db", new() { Schema = schema }));
    }
}
