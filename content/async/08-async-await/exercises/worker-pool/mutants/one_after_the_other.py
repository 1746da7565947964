# caught by: lets all workers work side by side
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    results = []
    for job in jobs:
        try:
            results.append(await handle(job))
        except Exception as error:
            results.append(error)
    return results
