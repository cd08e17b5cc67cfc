namespace SchemaSdk.PostgreSql.Leases;

/// <summary>A job that a claim has taken.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Epoch">The epoch under which it was taken.</param>
/// <param name="Bytes">The length of its input and its result.</param>
internal readonly record struct ClaimedJob(string Key, long Epoch, long Bytes);
