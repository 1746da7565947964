# caught by: starts all ops at once
async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    errors = []
    for op in ops:
        try:
            return await op()
        except Exception as error:
            errors.append(error)
    raise ExceptionGroup("all failed", errors)
