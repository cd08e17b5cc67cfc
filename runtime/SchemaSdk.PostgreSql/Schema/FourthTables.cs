namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Version 4 of the tables: jobs that run are found without those that have ended and that nobody has asked for yet.</summary>
internal static class FourthTables
{
    internal static string Of(string schema) =>
        $"""
        create index jobs_to_follow_to_end on {schema}.jobs (model, place) where state = 2 and worker is null;

        """;
}
