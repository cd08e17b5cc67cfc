using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>The statements by which jobs are claimed.</summary>
internal sealed class ClaimStatements(string schema)
{
    private const string ToSubmit = "j.state = 0 and j.queued and j.worker is null";
    private const string ToFollow = "j.state in (2, 5) and j.worker is null";
    private const string ToFollowToEnd = "j.state = 2 and j.worker is null";

    // The row knows them: neither is read.
    private const string Bytes = "coalesce(octet_length(j.input), 0)::bigint + coalesce(octet_length(j.result), 0)";

    private readonly string _submit = Claim(schema, ToSubmit);
    private readonly string _follow = Claim(schema, ToFollow);
    private readonly string _followToEnd = Claim(schema, ToFollowToEnd);

    /// <summary>Finds what a claim has taken already.</summary>
    internal string Mine { get; } =
        $"select j.key, j.epoch, {Bytes} from {schema}.jobs j where j.state in (0, 2, 5) and j.worker = @me and j.claim = @claim";

    /// <summary>Takes jobs for which there is this work.</summary>
    internal string Of(LedgerWork work) => work switch
    {
        LedgerWork.Submit => _submit,
        LedgerWork.FollowToEnd => _followToEnd,
        _ => _follow,
    };

    // The models that have work are found one after the other in the index, and each gives as many as the others do. The jobs of one
    // model are taken in the order of their places; which models come first is left to chance, so that none waits for another. The first
    // job is taken however large it is.
    private static string Claim(string schema, string condition) =>
        $"""
        with recursive models as (
          (select j.model from {schema}.jobs j where {condition} order by j.model limit 1)
          union all
          select (select j.model from {schema}.jobs j where {condition} and j.model > m.model order by j.model limit 1)
          from models m where m.model is not null),
        known as (select model, random() as luck from models where model is not null),
        share as (select greatest(1, ceil(@count::float8 / greatest(1, (select count(*) from known))))::bigint as size),
        found as (
          select f.key, f.bytes, f.turn, k.luck from known k cross join lateral (
            select c.key, c.bytes, row_number() over (order by c.place) as turn from (
              select j.key, j.place, {Bytes} as bytes from {schema}.jobs j
              where {condition} and j.model = k.model and j.key <> all(@held)
              order by j.place limit (select size from share) for update of j skip locked) c) f),
        chosen as (
          select key, bytes from (
            select f.*, sum(bytes) over (order by turn, luck rows between unbounded preceding and 1 preceding) as before from found f) f
          where coalesce(before, 0) < @bytes order by turn, luck limit @count)
        update {schema}.jobs j set worker = @me, epoch = j.epoch + 1, taken_by = @me, taken_from = null, claim = @claim
        from chosen c where j.key = c.key and {condition} and {Columns.IsDurable}
        returning j.key, j.epoch, c.bytes
        """;
}
